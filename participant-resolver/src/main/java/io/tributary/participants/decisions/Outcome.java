package io.tributary.participants.decisions;

import io.tributary.service.web.Problem;
import org.jspecify.annotations.Nullable;

/** What became of one wish. @param link as it stands now; null where the wish was refused @param refusal why */
record Outcome(long participantId, @Nullable LinkView link, @Nullable Problem refusal) {}
