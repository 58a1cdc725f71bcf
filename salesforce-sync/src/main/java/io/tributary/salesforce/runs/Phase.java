package io.tributary.salesforce.runs;

/** How far a run is; a run that is resumed begins with the phase it was in. */
public enum Phase { DISCOVER, RETRIEVE, FINISH }
