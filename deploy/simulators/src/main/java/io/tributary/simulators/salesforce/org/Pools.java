package io.tributary.simulators.salesforce.org;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.datafaker.Faker;

/** Words to make values of. They are the same in every organisation: its seed decides which contact gets which. */
record Pools(
    String[] firstNames, String[] firstLetters, String[] lastNames, String[] lastLetters, String[] streets, String[] cities, String[] states,
    String[] stateCodes, String[] titles, String[] departments, String[] companies, String[] companyLetters, String[] sentences) {

  private static final long SEED = 20261121;

  private static final class Holder {
    private static final Pools SHARED = generate();
  }

  /** Made at the first call, which takes about a second. */
  static Pools shared() {
    return Holder.SHARED;
  }

  private static Pools generate() {
    var faker = new Faker(Locale.ENGLISH, new Random(SEED));
    var firstNames = many(600, faker.name()::firstName);
    var lastNames = many(1500, faker.name()::lastName);
    var companies = many(400, faker.company()::name);
    return new Pools(
        firstNames, letters(firstNames), lastNames, letters(lastNames),
        many(800, faker.address()::streetAddress),
        many(400, faker.address()::city),
        many(80, faker.address()::state),
        many(80, faker.address()::stateAbbr),
        many(200, faker.job()::title),
        many(60, faker.commerce()::department),
        companies, letters(companies),
        many(200, faker.lorem()::sentence));
  }

  private static String[] many(int count, Supplier<String> words) {
    return IntStream.range(0, count).mapToObj(i -> words.get()).toArray(String[]::new);
  }

  /** What can stand in an address. */
  private static String[] letters(String[] words) {
    return Arrays.stream(words).map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")).toArray(String[]::new);
  }

  static String pick(String[] pool, long bits) {
    return pool[(int) Chance.below(pool.length, bits)];
  }
}
