package io.tributary.service.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What requests may be.
 *
 * @param largestBody of a request; above it the answer is 413
 * @param streamedPaths paths whose bodies are read piece by piece and may have any length
 */
@ConfigurationProperties("tributary.web")
record WebSettings(@DefaultValue("2MB") DataSize largestBody, @DefaultValue List<String> streamedPaths) {}
