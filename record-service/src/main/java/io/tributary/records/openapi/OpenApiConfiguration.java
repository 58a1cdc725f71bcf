package io.tributary.records.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.tributary.service.web.Caller;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Tenant;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** What the generator cannot see for itself: our parameters come from the token, and our JSON is in snake case. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  private static final String TOKEN = "token";

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Tenant.class, Caller.class, PageRequest.class)
        .replaceWithClass(JsonNode.class, Object.class);
  }

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(new Info().title("Tributary").version("1").description("Records, their identifiers, and the communications of the people they stand for."))
        .components(new Components().addSecuritySchemes(TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  /** The generator reads classes with a Jackson of its own, which knows nothing of ours. */
  @Bean
  ModelResolver snakeCaseSchemas(ObjectMapperProvider mappers) {
    return new ModelResolver(mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
  }

  @Bean
  OperationCustomizer pageParameters() {
    return (operation, method) -> {
      if (Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == PageRequest.class)) {
        operation.addParametersItem(new QueryParameter().name("limit").description("Items of a page, 1 to 200; 50 unless given."));
        operation.addParametersItem(new QueryParameter().name("cursor").description("From the page before; without it the first page."));
      }
      return operation;
    };
  }
}
