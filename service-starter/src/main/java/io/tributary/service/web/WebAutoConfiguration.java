package io.tributary.service.web;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Paths with and without a trailing slash, problems, and the parameters that controllers may declare. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication
@EnableConfigurationProperties(WebSettings.class)
public class WebAutoConfiguration implements WebMvcConfigurer {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArguments());
  }

  @Bean
  ProblemAdvice problemAdvice() {
    return new ProblemAdvice();
  }

  @Bean
  ErrorsAsProblems errorsAsProblems() {
    return new ErrorsAsProblems();
  }

  @Bean
  ProblemResponses problemResponses(JsonMapper json) {
    return new ProblemResponses(json);
  }

  /** The paths of the API were published with a trailing slash; both forms mean the same. Before security, which matches paths too. */
  @Bean
  FilterRegistrationBean<UrlHandlerFilter> trailingSlashes() {
    var filter = new FilterRegistrationBean<>(UrlHandlerFilter.trailingSlashHandler("/api/**", "/internal/**", "/webhooks/**", "/openapi").wrapRequest().build());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  /** After security, which tells the tenant. */
  @Bean
  FilterRegistrationBean<TagLogLines> tagLogLines() {
    var filter = new FilterRegistrationBean<>(new TagLogLines());
    filter.setOrder(Ordered.LOWEST_PRECEDENCE - 20);
    return filter;
  }

  /** After security: who may not call learns nothing of limits. */
  @Bean
  FilterRegistrationBean<LimitBodies> limitBodies(WebSettings settings, ProblemResponses problems) {
    var filter = new FilterRegistrationBean<>(new LimitBodies(settings, problems));
    filter.addUrlPatterns("/api/*", "/internal/*", "/webhooks/*");
    filter.setOrder(Ordered.LOWEST_PRECEDENCE - 10);
    return filter;
  }
}
