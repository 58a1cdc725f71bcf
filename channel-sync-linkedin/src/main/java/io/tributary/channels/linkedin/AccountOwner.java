package io.tributary.channels.linkedin;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whose account it is ({@code GET /users/me}). */
record AccountOwner(
    @JsonProperty("provider_id") @Nullable String providerId,
    @JsonProperty("public_identifier") @Nullable String publicIdentifier,
    @JsonProperty("entity_urn") @Nullable String entityUrn,
    @JsonProperty("object_urn") @Nullable String objectUrn) {}
