package io.tributary.service.web;

import io.tributary.service.telemetry.LogField;
import io.tributary.service.telemetry.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the caller's tenant and trace on every line that a request logs. Events that the request publishes carry the trace on: their
 * publisher takes it from there.
 */
final class TagLogLines extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws IOException, ServletException {
    var before = MDC.getCopyOfContextMap();
    try {
      tagTenant();
      TraceContext.of(request.getHeader("traceparent")).ifPresent(TraceContext::put);
      next.doFilter(request, response);
    } finally {
      MDC.clear();
      if (before != null) {
        MDC.setContextMap(before);
      }
    }
  }

  private static void tagTenant() {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller) {
      CallerOfToken.tenant(caller.getToken()).ifPresent(tenant -> MDC.put(LogField.TENANT.key(), tenant.id()));
    }
  }
}
