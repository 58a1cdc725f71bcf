package io.tributary.channels.walk;

import static io.tributary.channels.jooq.Tables.LEARNED_FORMS;

import io.tributary.channels.Channel;
import io.tributary.channels.SoughtIdentifier;
import java.util.LinkedHashSet;
import java.util.List;
import org.jooq.DSLContext;

/** All forms the channel asks for the identifiers by: those that are known of themselves, then those that were learnt. */
record SearchForms(Channel channel, String tenant, List<SoughtIdentifier> identifiers) {

  List<String> all(DSLContext db) {
    var forms = new LinkedHashSet<String>();
    identifiers.forEach(identifier -> forms.addAll(channel.formsOf(identifier)));
    forms.addAll(db.select(LEARNED_FORMS.FORM)
        .from(LEARNED_FORMS)
        .where(LEARNED_FORMS.TENANT.eq(tenant))
        .and(LEARNED_FORMS.CANONICAL.in(identifiers.stream().map(SoughtIdentifier::canonical).toList()))
        .orderBy(LEARNED_FORMS.FORM)
        .fetch(LEARNED_FORMS.FORM));
    return List.copyOf(forms);
  }
}
