package io.tributary.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Documents that point at files cannot rot silently. */
class DocumentationTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  @Test
  void everyRelativeLinkLeadsToAFile() throws IOException {
    var broken = new ArrayList<String>();
    for (var document : documents()) {
      var links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        var target = links.group(1);
        if (!target.contains("://") && !Files.exists(document.resolveSibling(target))) {
          broken.add(ROOT.relativize(document) + " → " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyModuleHasAReadme() throws IOException {
    var pom = Files.readString(ROOT.resolve("pom.xml"));
    var modules = Pattern.compile("<module>([^<]+)</module>").matcher(pom).results().map(match -> match.group(1)).toList();
    assertThat(modules).allSatisfy(module -> assertThat(ROOT.resolve(module).resolve("README.md")).exists());
  }

  private static List<Path> documents() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().matches(".*/(target|node_modules|\\.tributary|\\.git)/.*"))
          .toList();
    }
  }
}
