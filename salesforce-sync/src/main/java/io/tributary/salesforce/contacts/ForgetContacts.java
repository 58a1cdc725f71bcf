package io.tributary.salesforce.contacts;

import io.tributary.events.PersonErased;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.privacy.ForgetPeople;
import io.tributary.service.privacy.ForgetPeople.Step;
import io.tributary.service.privacy.WrittenAddress;
import java.util.List;

/**
 * Lets go the copies of contacts of people who were erased, and what records were told of them. Found are they by addresses, mobile numbers and
 * profiles: a switchboard's number is many people's. Of a contact stay its id and version: that it is deleted in Salesforce must be told to its record,
 * and what Salesforce still has of it is not newer until somebody changes it there.
 */
public final class ForgetContacts {

  /** Numbers are kept as they were written, perhaps without their country code: nine digits at least must be the same. */
  private static final String IS_NUMBER = """
      exists (select from unnest(array[c.mobile_phone, c.whatsapp]) as n (written),
        ltrim(regexp_replace(n.written, '\\D', '', 'g'), '0') as digits
        where length(digits) >= 9 and right(e.value, length(digits)) = digits)""";

  /** What is being written down for records comes before, so that it is found. */
  private static final Step FIRST = new Step("record_upserts", "select pg_advisory_xact_lock(%s)".formatted(WriteUpserts.LOCK));

  private static final Step STEP = new Step("contacts", """
      , gone as (
        delete from contacts c using erased e
        where c.tenant = e.tenant and (
          e.kind = 'EMAIL' and exists (select from unnest(array[c.email, c.personal_email, c.work_email]) as m (address)
            where %s)
          or e.kind = 'PHONE' and %s
          or e.kind = 'LINKEDIN_SLUG' and e.value = split_part(split_part(split_part(lower(c.linkedin), '/in/', 2), '/', 1), '?', 1))
        returning c.tenant, c.salesforce_id, c.is_deleted, c.system_modstamp),
      kept as (
        insert into contacts (tenant, salesforce_id, is_deleted, system_modstamp) select tenant, salesforce_id, is_deleted, system_modstamp from gone),
      untold as (
        update contacts_to_tell p
        set salesforce_ids = array(select unnest(p.salesforce_ids) except select g.salesforce_id from gone g where g.tenant = p.tenant)
        where p.tenant in (select tenant from gone))
      delete from record_upserts u using gone g where u.tenant = g.tenant and u.salesforce_id = g.salesforce_id""".formatted(WrittenAddress.isErased("m.address"), IS_NUMBER));

  public static BatchHandler<PersonErased> in(Database database) {
    return new ForgetPeople(database, List.of(FIRST, STEP));
  }

  private ForgetContacts() {}
}
