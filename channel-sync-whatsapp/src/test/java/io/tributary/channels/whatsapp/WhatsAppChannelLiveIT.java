package io.tributary.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.simulators.unipile.Mode;
import org.junit.jupiter.api.Test;

/** Answers in the shape that live answers have: people are named by LIDs. */
class WhatsAppChannelLiveIT extends WhatsAppChannelKit {

  WhatsAppChannelLiveIT() {
    super(Mode.LIVE);
  }

  @Test
  void theLidAndTheNumberThatItHidesAreOnePerson() {
    var sender = events("+33660036335").stream().filter(event -> !event.getOutbound()).findFirst().orElseThrow().getParticipants().getFirst();

    assertThat(sender.getAliases()).extracting(Identifier::getKind)
        .containsExactly(IdentifierKind.PHONE, IdentifierKind.WHATSAPP_JID, IdentifierKind.WHATSAPP_LID);
    assertThat(sender.getAliases()).extracting(Identifier::getCanonical)
        .containsExactly("+33660036335", "33660036335@s.whatsapp.net", "140874994434143@lid");
  }
}
