package io.tributary.service.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that are larger than any request needs: unread where the length is announced, else as soon as the limit is passed. Without it
 * a JSON body of any size would be held in memory before anybody could refuse it.
 */
final class LimitBodies extends OncePerRequestFilter {

  private final WebSettings settings;
  private final ProblemResponses problems;

  LimitBodies(WebSettings settings, ProblemResponses problems) {
    this.settings = settings;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return settings.streamedPaths().contains(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws IOException, ServletException {
    long most = settings.largestBody().toBytes();
    long announced = request.getContentLengthLong();
    if (announced > most) {
      problems.write(response, LimitedBody.tooLarge(most));
    } else {
      next.doFilter(announced < 0 ? new LimitedBody(request, most) : request, response);
    }
  }
}
