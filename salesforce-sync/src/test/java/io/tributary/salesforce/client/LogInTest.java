package io.tributary.salesforce.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.salesforce.client.CallBudget.Shares;
import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.connection.Credentials;
import io.tributary.salesforce.connection.Login;
import io.tributary.salesforce.connection.TenantOptions;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.simulators.salesforce.SalesforceOptions;
import io.tributary.simulators.salesforce.SalesforceSimulator;
import io.tributary.simulators.salesforce.org.OrgSize;
import io.tributary.simulators.server.FaultRule;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class LogInTest {

  private static final int THREADS = 8;
  private static final Duration SOON = Duration.ofMillis(10);

  private static KeyPair key;
  private static SalesforceSimulator salesforce;
  private static SalesforceClients clients;

  @BeforeAll
  static void start() throws GeneralSecurityException {
    key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    var options = SalesforceOptions.of(OrgSize.of(30, 10));
    salesforce = SalesforceSimulator.start(options.withLogin(options.login().withKey(key.getPublic())));
    clients = new SalesforceClients(
        new ClientSettings("65.0", true, Duration.ofSeconds(10), Duration.ofSeconds(10), 3, SOON, SOON), new Shares(80, 25),
        JsonMapper.builder().build());
  }

  @AfterAll
  static void stop() {
    clients.close();
    salesforce.close();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void everyWayOfLoggingInGivesASession(Login login) {
    var org = clients.open(connection(login, "sec", "pw"), 0);

    assertThat(org.limits().calls().max()).isPositive();
  }

  @Test
  void thePasswordLoginIsWarnedOfWithTheDayOnWhichItEnds() {
    assertThat(clients.open(connection(Login.PASSWORD, "sec", "pw"), 0).warning()).contains("20 February 2027");
    assertThat(clients.open(connection(Login.CLIENT_CREDENTIALS, "sec", "pw"), 0).warning()).isNull();
    assertThat(clients.open(connection(Login.JWT_BEARER, "sec", "pw"), 0).warning()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
      "CLIENT_CREDENTIALS, wrong, pw, the login URL is the organisation's My Domain",
      "PASSWORD, sec, wrong, only the Login History in Setup tells which"})
  void aRefusedLoginSaysWhatToLookAt(Login login, String secret, String password, String advice) {
    var org = clients.open(connection(login, secret, password), 0);

    assertThatThrownBy(org::limits)
        .isInstanceOfSatisfying(SalesforceFailed.class, failed -> assertThat(failed.failure()).isEqualTo(SalesforceFailure.LOGIN))
        .hasMessageContaining(advice);
  }

  @Test
  void anAssertionOfAnotherKeySaysWhatToLookAt() throws GeneralSecurityException {
    var other = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    var org = clients.open(new Connection("acme", salesforce.baseUrl(), Login.JWT_BEARER,
        new Credentials("cid", null, "u@example.test", null, null, pem(other)), TenantOptions.NONE), 0);

    assertThatThrownBy(org::limits).isInstanceOf(SalesforceFailed.class).hasMessageContaining("the app's certificate");
  }

  @Test
  void whatALoginLacksIsNamed() {
    var org = clients.open(new Connection("acme", salesforce.baseUrl(), Login.JWT_BEARER,
        new Credentials("cid", null, "u@example.test", null, null, null), TenantOptions.NONE), 0);

    assertThatThrownBy(org::limits).isInstanceOf(SalesforceFailed.class).hasMessage("The login needs private_key; it is not set.");
  }

  @Test
  void manyThatFindTheSessionEndedOpenOneNewOne() throws Exception {
    var org = clients.open(new Connection("many", salesforce.baseUrl(), Login.CLIENT_CREDENTIALS,
        new Credentials("cid", "sec", null, null, null, null), TenantOptions.NONE), 0);
    org.limits();
    var before = logins();
    salesforce.expireTokens();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<Object>>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(threads.submit((Callable<Object>) () -> org.describe("Contact")));
      }
      for (var call : calls) {
        call.get();
      }
    }

    assertThat(logins() - before).isEqualTo(1);
  }

  @Test
  void aLoginServerThatFailsInPassingIsAskedAgain() {
    salesforce.faults().add(FaultRule.refuse(503, "html").path("/services/oauth2/token").times(2));

    var org = clients.open(new Connection("passing", salesforce.baseUrl(), Login.CLIENT_CREDENTIALS,
        new Credentials("cid", "sec", null, null, null, null), TenantOptions.NONE), 0);

    assertThat(org.limits().calls().max()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
      "login, https://login.salesforce.com, https://login.salesforce.com",
      "test, https://test.salesforce.com, https://test.salesforce.com",
      "acme, https://acme.my.salesforce.com, https://login.salesforce.com",
      "acme.my.salesforce.com, https://acme.my.salesforce.com, https://login.salesforce.com",
      "acme--uat.sandbox.my.salesforce.com, https://acme--uat.sandbox.my.salesforce.com, https://test.salesforce.com",
      "http://127.0.0.1:8095/, http://127.0.0.1:8095, https://login.salesforce.com"})
  void aDomainSaysWhereToLogInAndForWhomAnAssertionIs(String domain, URI url, String audience) {
    assertThat(Connection.loginUrl(domain)).isEqualTo(url);
    assertThat(RequestToken.audience(url)).isEqualTo(audience);
  }

  private static long logins() {
    return salesforce.calls().byChannel().getOrDefault("oauth", 0L);
  }

  private static Connection connection(Login login, String secret, String password) {
    return new Connection("acme", salesforce.baseUrl(), login,
        new Credentials("cid", secret, "u@example.test", password, "TOKEN", pem(key)), TenantOptions.NONE);
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n";
  }
}
