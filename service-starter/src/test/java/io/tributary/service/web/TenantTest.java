package io.tributary.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTest {

  @ParameterizedTest
  @ValueSource(strings = {"acme", "a", "7", "acme-2", "a123456789b123456789c123456789d123456789e123456789f123456789xyz"})
  void aTenantIsLowerCaseLettersDigitsAndHyphens(String id) {
    assertThat(new Tenant(id).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", " ", "Acme", "-acme", "ac me", "ac|me", "acme\n", "ac\u0000me", "äcme", "*",
    "a123456789b123456789c123456789d123456789e123456789f123456789wxyz"
  })
  void whatCouldBeTakenForAnothersKeyIsNoTenant(String id) {
    assertThat(Tenant.isValid(id)).isFalse();
    assertThatThrownBy(() -> new Tenant(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itsTextIsItsId() {
    assertThat(new Tenant("acme")).hasToString("acme");
  }
}
