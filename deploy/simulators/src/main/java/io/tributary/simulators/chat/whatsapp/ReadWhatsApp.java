package io.tributary.simulators.chat.whatsapp;

import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.chat.MessengerType;
import io.tributary.simulators.chat.NetworkRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes folders of exported chats accounts: each is named by its owner's number. */
public final class ReadWhatsApp {

  private static final String NUMBER = "\\+\\d{5,15}";

  /**
   * All accounts of a folder.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static List<Messenger> in(Path folder, NetworkRules rules) {
    try (var paths = Files.list(folder)) {
      var accounts = paths.filter(path -> Files.isDirectory(path) && path.getFileName().toString().matches(NUMBER)).sorted().toList();
      if (accounts.isEmpty()) {
        throw new IllegalArgumentException(
            "There is no account of WhatsApp in %s: it needs folders that are named by their owners' numbers, as +4915112345678.".formatted(folder));
      }
      return accounts.stream().map(path -> account(path, rules)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The chats in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Messenger account(Path folder, NetworkRules rules) {
    try (var paths = Files.list(folder)) {
      var book = PhoneBook.in(folder);
      var account = new Messenger(MessengerType.WHATSAPP, book.owner(folder.getFileName().toString()), rules);
      for (var export : paths.filter(ReadWhatsApp::isExport).sorted().toList()) {
        new ReplayExport(account, book, title(export), ReadExport.of(export)).replay();
      }
      return account;
    } catch (IOException e) {
      throw new UncheckedIOException("The chats in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static boolean isExport(Path path) {
    return path.toString().endsWith(".txt") || path.toString().endsWith(".txt.gz");
  }

  /** Of {@code WhatsApp Chat with Ann Example.txt}: Ann Example. */
  private static String title(Path export) {
    return export.getFileName().toString().replaceAll("\\.txt(\\.gz)?$", "").replaceAll("^WhatsApp Chat (with|-) ", "");
  }

  private ReadWhatsApp() {}
}
