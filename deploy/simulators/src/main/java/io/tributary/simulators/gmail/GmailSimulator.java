package io.tributary.simulators.gmail;

import io.tributary.simulators.gmail.GmailMailbox.Arrived;
import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.mail.Mailboxes;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.ApiServer;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.server.Faults;
import io.tributary.simulators.server.Paging;
import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gmail's API on this machine, with Google's token endpoint at {@code /token}. The refresh token of a mailbox is {@code refresh-<owner>},
 * client id and secret are anything; an access token is good until {@link #revokeAccessTokens}. The token {@code ya29.sim} opens the first mailbox.
 */
public final class GmailSimulator implements AutoCloseable {

  private static final String ME = "/gmail/v1/users/{user}";
  private static final Pattern NEWER_THAN = Pattern.compile("newer_than:(\\d{1,5})([dmy])");

  private final ApiServer server;
  private final Map<String, GmailMailbox> byOwner = new TreeMap<>();
  private final Map<String, GmailMailbox> byAccessToken = new ConcurrentHashMap<>();
  private final Set<String> revokedOwners = ConcurrentHashMap.newKeySet();
  private final AtomicInteger tokens = new AtomicInteger();

  private GmailSimulator(GmailOptions options) {
    Mailboxes.in(options.mail()).forEach(mailbox -> byOwner.put(mailbox.owner(), new GmailMailbox(mailbox)));
    byAccessToken.put("ya29.sim", byOwner.values().iterator().next());
    this.server = ApiServer.start(options.port(), new ApiServer.Api(List.of(
        Route.of("POST", "/token", this::token),
        Route.of("GET", ME + "/profile", request -> profile(mailbox(request))),
        Route.of("GET", ME + "/labels", _ -> labels()),
        Route.of("GET", ME + "/messages", request -> messages(mailbox(request), request)),
        Route.of("GET", ME + "/messages/{id}", request -> message(mailbox(request), request)),
        Route.of("GET", ME + "/threads", request -> threads(mailbox(request), request)),
        Route.of("GET", ME + "/threads/{id}", request -> thread(mailbox(request), request)),
        Route.of("GET", ME + "/history", request -> history(mailbox(request), request))),
        _ -> {}, _ -> error(404, "notFound", "NOT_FOUND"), _ -> error(500, "backendError", "INTERNAL"), List.of()));
    server.faults().speak(this::ownerOf, GmailSimulator::asked, new Paging(
        request -> request.query().get("pageToken"), List.of("messages", "threads", "history"), (page, token) -> page.put("nextPageToken", token), "0"));
  }

  /** @throws IllegalArgumentException if the folder holds no mailbox */
  public static GmailSimulator start(GmailOptions options) {
    return new GmailSimulator(options);
  }

  public URI uri() {
    return server.uri();
  }

  public Calls calls() {
    return server.calls();
  }

  public void breakWith(Fault fault) {
    server.breakWith(fault);
  }

  /** What can be asked to go wrong, also by {@code /_control/faults}. */
  public Faults faults() {
    return server.faults();
  }

  public List<String> owners() {
    return List.copyOf(byOwner.keySet());
  }

  /** The newest mails of a mailbox have not come yet. */
  public void holdBack(String owner, int mails) {
    of(owner).holdBack(mails);
  }

  /** What was held back comes now. @return how many mails */
  public int deliver(String owner) {
    return of(owner).deliver();
  }

  /** Older history ids are answered with 404 from now on. */
  public void forgetHistory(String owner) {
    of(owner).forget();
  }

  /** Access tokens given so far are refused from now on; refresh tokens live. */
  public void revokeAccessTokens() {
    byAccessToken.clear();
  }

  /** The owner's refresh token is dead from now on. */
  public void revoke(String owner) {
    revokedOwners.add(owner);
    byAccessToken.clear();
  }

  private GmailMailbox of(String owner) {
    return Objects.requireNonNull(byOwner.get(owner), owner);
  }

  private Answer token(Request request) {
    var form = new String(request.body(), StandardCharsets.UTF_8);
    var refresh = Stream.of(form.split("&")).filter(it -> it.startsWith("refresh_token="))
        .map(it -> URLDecoder.decode(it.substring(14), StandardCharsets.UTF_8)).findFirst().orElse("");
    var owner = refresh.replaceFirst("^refresh-", "");
    var mailbox = byOwner.get(owner);
    if (mailbox == null || revokedOwners.contains(owner)) {
      return Answer.json(400, Map.of("error", "invalid_grant", "error_description", "Token has been expired or revoked."));
    }
    var access = "ya29." + tokens.incrementAndGet();
    byAccessToken.put(access, mailbox);
    return Answer.ok(Map.of("access_token", access, "expires_in", 3599, "token_type", "Bearer", "scope", "https://www.googleapis.com/auth/gmail.readonly"));
  }

  private GmailMailbox mailbox(Request request) {
    var authorization = Objects.requireNonNullElse(request.header("Authorization"), "");
    var mailbox = byAccessToken.get(authorization.replaceFirst("^Bearer ", ""));
    if (mailbox == null) {
      throw new Refused(error(401, "authError", "UNAUTHENTICATED"));
    }
    return mailbox;
  }

  private @Nullable String ownerOf(Request request) {
    var mailbox = byAccessToken.get(Objects.requireNonNullElse(request.header("Authorization"), "").replaceFirst("^Bearer ", ""));
    return mailbox == null ? null : mailbox.owner();
  }

  private static Answer profile(GmailMailbox mailbox) {
    int mails = mailbox.mails().size();
    return Answer.ok(Map.of("emailAddress", mailbox.owner(), "messagesTotal", mails, "threadsTotal", mails,
        "historyId", String.valueOf(mailbox.historyId())));
  }

  private static Answer labels() {
    return Answer.ok(Map.of("labels", Stream.of("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD")
        .map(id -> Map.of("id", id, "name", id, "type", "system")).toList()));
  }

  private static Answer messages(GmailMailbox mailbox, Request request) {
    var found = wanted(mailbox, request)
        .map(mail -> Map.of("id", GmailMailbox.idOf(mail), "threadId", GmailMailbox.threadOf(mail))).toList();
    return Answer.ok(page("messages", found, request));
  }

  private static Answer threads(GmailMailbox mailbox, Request request) {
    var found = wanted(mailbox, request).map(GmailMailbox::threadOf).distinct()
        .map(id -> Map.of("id", id, "snippet", "", "historyId", String.valueOf(mailbox.historyId()))).toList();
    return Answer.ok(page("threads", found, request));
  }

  private static Stream<Mail> wanted(GmailMailbox mailbox, Request request) {
    var label = request.query().get("labelIds");
    var query = NEWER_THAN.matcher(request.query().getOrDefault("q", ""));
    var since = query.find() ? mailbox.newerThan(age(query.group(1), query.group(2))) : Instant.MIN;
    return mailbox.mails().stream()
        .filter(mail -> !mail.date().isBefore(since))
        .filter(mail -> label == null || MailView.labels(mail).contains(label));
  }

  private static Duration age(String number, String unit) {
    return Duration.ofDays(Long.parseLong(number) * switch (unit) {
      case "m" -> 30;
      case "y" -> 365;
      default -> 1;
    });
  }

  private static Answer message(GmailMailbox mailbox, Request request) {
    var found = mailbox.byId(request.variable("id")).orElseThrow(() -> new Refused(error(404, "notFound", "NOT_FOUND")));
    return Answer.ok("minimal".equals(request.query().get("format")) ? MailView.minimal(found) : MailView.full(found));
  }

  private static Answer thread(GmailMailbox mailbox, Request request) {
    var id = request.variable("id");
    var messages = mailbox.mails().reversed().stream().filter(mail -> GmailMailbox.threadOf(mail).equals(id))
        .map(mail -> MailView.full(mailbox.byId(GmailMailbox.idOf(mail)).orElseThrow())).toList();
    if (messages.isEmpty()) {
      return error(404, "notFound", "NOT_FOUND");
    }
    return Answer.ok(Map.of("id", id, "historyId", String.valueOf(mailbox.historyId()), "messages", messages));
  }

  private static Answer history(GmailMailbox mailbox, Request request) {
    var start = request.query().getOrDefault("startHistoryId", "");
    if (!start.matches("\\d{1,18}")) {
      return error(400, "invalidArgument", "INVALID_ARGUMENT");
    }
    var changes = mailbox.since(Long.parseLong(start)).orElseThrow(() -> new Refused(error(404, "notFound", "NOT_FOUND")));
    var body = page("history", changes.stream().map(GmailSimulator::change).toList(), request);
    body.remove("resultSizeEstimate");
    body.put("historyId", String.valueOf(mailbox.historyId()));
    return Answer.ok(body);
  }

  private static Map<String, Object> change(Arrived arrived) {
    var message = Map.of("id", GmailMailbox.idOf(arrived.mail()), "threadId", GmailMailbox.threadOf(arrived.mail()), "labelIds", MailView.labels(arrived.mail()));
    return Map.of("id", String.valueOf(arrived.historyId()), "messages", List.of(message), "messagesAdded", List.of(Map.of("message", message)));
  }

  /** An empty list is missing. */
  private static Map<String, Object> page(String name, List<? extends Map<String, ?>> all, Request request) {
    int size = number(request.query().get("maxResults"), 100);
    int from = number(request.query().get("pageToken"), 0);
    int to = Math.min(all.size(), from + Math.clamp(size, 1, 500));
    var body = new LinkedHashMap<String, Object>();
    if (from < to) {
      body.put(name, all.subList(from, to));
    }
    if (to < all.size()) {
      body.put("nextPageToken", String.valueOf(to));
    }
    body.put("resultSizeEstimate", all.size());
    return body;
  }

  private static int number(@Nullable String text, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")) {
      throw new Refused(error(400, "invalidArgument", "INVALID_ARGUMENT"));
    }
    return Integer.parseInt(text);
  }

  /** Of the token endpoint it is {@code invalid_grant} alone. */
  private static Answer asked(int status, String reason) {
    return reason.equals("invalid_grant") ? Answer.json(status, Map.of("error", reason)) : error(status, reason, reason.toUpperCase(Locale.ROOT));
  }

  private static Answer error(int status, String reason, String name) {
    return Answer.json(status, Map.of("error", Map.of("code", status, "message", "Simulated: " + reason, "status", name,
        "errors", List.of(Map.of("domain", "global", "reason", reason, "message", "Simulated: " + reason)))));
  }

  @Override
  public void close() {
    server.close();
  }
}
