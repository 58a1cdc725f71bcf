package io.tributary.participants.intake;

/** A day of a tenant's channel, in UTC. @param date as ISO 8601 writes it */
record ChannelDay(String tenant, String channel, String date) {}
