package io.tributary.local.commands;

import io.tributary.local.feed.FeedContacts;
import io.tributary.local.stack.DataFolder;
import io.tributary.local.stack.LocalStack;

/** What a person reads when the stack is up. */
final class WhereToLook {

  static String text(LocalStack stack, DataFolder folder) {
    return """

        Tributary is up at %1$s

          The API           %1$s/openapi
          Look at it        curl -H "Authorization: Bearer $(./tributary token --tenant %2$s)" %1$s/api/record-summaries
          UniPile's double  %3$s (key %4$s)
          PostgreSQL        %5$s (postgres/postgres)
          Kafka             %6$s
          Schema registry   %7$s
          Logs              %8$s
          Ports             %9$s

        Ctrl-C stops everything; the data stays. ./tributary down --wipe removes it.
        """.formatted(stack.frontDoor(), FeedContacts.TENANT, stack.simulators().uniPileUrl(),
        io.tributary.local.stack.Simulators.API_KEY, stack.infrastructure().postgres().jdbcUrl("records"),
        stack.infrastructure().broker().bootstrapServers(), stack.infrastructure().registry().url(),
        folder.log("*"), folder.ports());
  }

  private WhereToLook() {}
}
