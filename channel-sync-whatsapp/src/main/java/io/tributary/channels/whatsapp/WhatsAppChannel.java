package io.tributary.channels.whatsapp;

import io.tributary.channels.AccountProfile;
import io.tributary.channels.Channel;
import io.tributary.channels.MessagePage;
import io.tributary.channels.Search;
import io.tributary.channels.SoughtIdentifier;
import io.tributary.channels.chat.Chats;
import io.tributary.channels.chat.KnownChats;
import io.tributary.channels.chat.ScanChats;
import io.tributary.channels.chat.WalkChats;
import io.tributary.channels.unipile.UniPile;
import io.tributary.service.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** WhatsApp as channel sync sees it: accounts that are asked for the chats with a number, in every form its line may have. */
public final class WhatsAppChannel implements Channel {

  private final WhatsAppAccounts accounts;
  private final WalkChats walk;

  private WhatsAppChannel(WhatsAppAccounts accounts, WalkChats walk) {
    this.accounts = accounts;
    this.walk = walk;
  }

  static WhatsAppChannel over(UniPile uniPile, Database database, WhatsAppSettings settings, Clock clock) {
    var chats = new Chats(uniPile);
    var known = new KnownChats(database);
    var truth = new WhatsAppTruth();
    var scan = new ScanChats(database, chats, known, truth, settings.scanEvery());
    return new WhatsAppChannel(new WhatsAppAccounts(uniPile), new WalkChats(chats, known, truth, Optional.of(scan), clock));
  }

  @Override
  public io.tributary.events.Channel kind() {
    return io.tributary.events.Channel.WHATSAPP;
  }

  @Override
  public AccountProfile profile(String account) {
    return accounts.profile(account);
  }

  /** However a number is written, it is one line; the forms that its line may have besides follow from it. */
  @Override
  public List<String> formsOf(SoughtIdentifier identifier) {
    return List.of(identifier.canonical());
  }

  @Override
  public MessagePage page(Search search) {
    return search.cursor() == null ? walk.begin(search, SoughtNumbers.of(search.forms())) : walk.resume(search);
  }
}
