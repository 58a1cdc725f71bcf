package io.tributary.service.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controller methods their {@link Tenant}, {@link Caller} and {@link PageRequest}. */
final class CallerArguments implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    var type = parameter.getParameterType();
    return type == Tenant.class || type == Caller.class || type == PageRequest.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter, @Nullable ModelAndViewContainer container, NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
    var type = parameter.getParameterType();
    if (type == PageRequest.class) {
      return new PageRequest(limit(request.getParameter("limit")), request.getParameter("cursor"));
    }
    var caller = CallerOfToken.current();
    return type == Tenant.class ? caller.tenant() : caller;
  }

  private static int limit(@Nullable String text) {
    try {
      return text == null ? PageRequest.DEFAULT_LIMIT : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Problem.invalid("limit", "must be a whole number from 1 to " + PageRequest.MAX_LIMIT);
    }
  }
}
