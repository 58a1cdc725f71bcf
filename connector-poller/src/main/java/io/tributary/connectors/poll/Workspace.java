package io.tributary.connectors.poll;

import io.tributary.events.Identifier;
import java.util.List;

/**
 * Who a connection turned out to be.
 *
 * @param id the provider's, at most 200 characters
 * @param own the tenant's own addresses in it: never linked to a record
 */
public record Workspace(String id, String name, List<Identifier> own) {}
