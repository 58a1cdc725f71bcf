package io.tributary.channels.walk;

import io.tributary.channels.ConnectedAccount;
import java.util.List;

/** What is to be read in one account. */
public record AccountWalks(ConnectedAccount account, List<OpenWalk> walks) {}
