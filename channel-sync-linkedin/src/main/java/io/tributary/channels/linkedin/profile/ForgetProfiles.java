package io.tributary.channels.linkedin.profile;

import io.tributary.service.privacy.ForgetPeople.Step;
import io.tributary.service.privacy.WrittenAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets go what look-ups told of people who were erased. Should anybody look for them again, it costs a look-up. */
@Configuration(proxyBeanMethods = false)
class ForgetProfiles {

  /** Contact details are kept as the profile shows them. */
  @Bean
  Step linkedInProfiles() {
    return new Step("linkedin_profiles", """
        delete from linkedin_profiles p using erased e
        where p.tenant = e.tenant and (
          e.kind like 'LINKEDIN%%' and (e.value in (p.sought, p.slug, p.member_urn) or e.value = any(p.ids))
          or e.kind = 'EMAIL' and exists (select from unnest(p.emails) as m (address) where %s)
          or e.kind = 'PHONE' and exists (select from unnest(p.phones) as n (number) where '+' || regexp_replace(replace(n.number, '(0)', ''), '\\D', '', 'g') = e.value))""".formatted(WrittenAddress.isErased("m.address")));
  }
}
