package io.tributary.connectors.gmail;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Gmail is read.
 *
 * @param url of the API
 * @param tokenUrl where access tokens are got
 * @param pageSize mails or changes a page, at most 500
 * @param pageBytes texts of mails that are held at once, of each mailbox that is being read: a longer page is published in pieces
 * @param backfill how far the first reading goes back, in whole days
 * @param resync how far it goes back when Gmail has forgotten the changes since the last poll
 * @param unitsPerMinute of a mailbox: 6,000 for projects since May 2026, 15,000 for older ones
 */
@ConfigurationProperties("tributary.connectors.gmail")
record GmailSettings(
    @DefaultValue("https://gmail.googleapis.com") URI url,
    @DefaultValue("https://oauth2.googleapis.com/token") URI tokenUrl,
    @DefaultValue("100") int pageSize,
    @DefaultValue("1MB") DataSize pageBytes,
    @DefaultValue("90d") Duration backfill,
    @DefaultValue("30d") Duration resync,
    @DefaultValue("6000") int unitsPerMinute) {}
