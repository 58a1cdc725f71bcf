package io.tributary.channels.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a webhook leads to, if that is an endpoint of the channel. The provider may write a URL in another way than it was given, so that two
 * are compared by what they mean.
 *
 * @param address what is before the path of the channel's endpoints, as {@link #addressOf} has it
 * @param endpoint its id
 */
record EndpointUrl(String address, String endpoint) {

  /**
   * @param url as the provider lists it; it may be anybody's
   * @param path of all the channel's endpoints, with a slash at its end
   * @return empty where it does not lead to an endpoint of the channel, under whichever address
   */
  static Optional<EndpointUrl> of(String url, String path) {
    try {
      var uri = new URI(url);
      var whole = pathOf(uri);
      int end = whole.lastIndexOf('/') + 1;
      return uri.getHost() != null && whole.substring(0, end).endsWith(path)
          ? Optional.of(new EndpointUrl(serverOf(uri) + whole.substring(0, end - path.length()), whole.substring(end)))
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /** The address of a front door, without a slash at its end, in the one way in which equal ones are written equally. */
  static String addressOf(URI publicUrl) {
    return serverOf(publicUrl) + pathOf(publicUrl);
  }

  private static String serverOf(URI uri) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("http") ? 80 : 443;
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + (uri.getPort() < 0 ? usual : uri.getPort());
  }

  private static String pathOf(URI uri) {
    return uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
  }
}
