package io.tributary.connectors.calls;

import io.tributary.connectors.ConnectionKey;
import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Makes a provider's API callable, for one connection and one run. */
public final class Providers implements AutoCloseable {

  private final HttpClient http;
  private final JdkClientHttpRequestFactory requests;
  private final Ledger ledger;
  private final CallSettings settings;

  public Providers(Ledger ledger, CallSettings settings) {
    this.ledger = ledger;
    this.settings = settings;
    this.http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(settings.connectTimeout())
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
    this.requests = new JdkClientHttpRequestFactory(http);
    this.requests.setReadTimeout(settings.deadline());
  }

  /**
   * The API, each call of it paced and counted.
   *
   * @param api an interface of {@code @HttpExchange} methods
   */
  public <T> T api(Class<T> api, ConnectionKey key, ProviderRules rules, Share share, CallCount count) {
    var client = RestClient.builder()
        .baseUrl(rules.url())
        .requestFactory(requests)
        .requestInterceptor(new PacedCalls(key, rules, share, count, ledger, settings))
        .configureMessageConverters(converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(rules.json())))
        .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build().createClient(api);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
