package io.tributary.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The stack's own RSA key: services check tokens with its public half, the launcher signs them. */
public final class LocalKey {

  private static final String ISSUER = "tributary";
  private static final int BITS = 2048;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrivateKey privateKey;
  private final Path publicKey;

  private LocalKey(PrivateKey privateKey, Path publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** @param folder where the key lies; made there if it is missing */
  public static LocalKey in(Path folder) throws IOException {
    var privateFile = folder.resolve("private.pem");
    var publicFile = folder.resolve("public.pem");
    try {
      if (!Files.exists(privateFile)) {
        make(folder, privateFile, publicFile);
      }
      var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(read(privateFile)));
      return new LocalKey(key, publicFile);
    } catch (GeneralSecurityException e) {
      throw new IOException("The key in %s cannot be used: delete that folder, a new one is made.".formatted(folder), e);
    }
  }

  /** PEM, for the services' configuration. */
  public Path publicKey() {
    return publicKey;
  }

  /** A token (JWT, RS256) for one tenant. */
  public String token(String tenant, String subject, Set<String> scopes, Duration timeToLive) {
    var now = Instant.now().getEpochSecond();
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", ISSUER);
    claims.put("aud", ISSUER);
    claims.put("sub", subject);
    claims.put("tenant", tenant);
    claims.put("scope", String.join(" ", scopes));
    claims.put("iat", now);
    claims.put("exp", now + timeToLive.toSeconds());
    var signed = encoded(JSON.writeValueAsBytes(Map.of("alg", "RS256", "typ", "JWT")))
        + "." + encoded(JSON.writeValueAsBytes(claims));
    return signed + "." + encoded(signature(signed));
  }

  private byte[] signature(String signed) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
  }

  private static void make(Path folder, Path privateFile, Path publicFile) throws IOException, GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    var pair = generator.generateKeyPair();
    Files.createDirectories(folder);
    Files.writeString(publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.deleteIfExists(privateFile);
    Files.createFile(privateFile, ownerOnly);
    Files.writeString(privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  private static String pem(String kind, byte[] key) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
  }

  private static byte[] read(Path pem) throws IOException {
    return Base64.getMimeDecoder().decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
