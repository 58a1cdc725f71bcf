package io.tributary.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class ReadyWithoutCaptureIT {

  @Test
  void aReplicaThatServesTheApiAloneIsReady(@Autowired Api api) {
    var readiness = api.withToken(null).get("/actuator/health/readiness").expect(200);

    assertThat(readiness.path("status").asString()).isEqualTo("UP");
    assertThat(readiness.path("components").propertyNames()).contains("capture", "db");
    api.withToken(null).get("/actuator/health/liveness").expect(200);
  }
}
