package io.tributary.simulators.chat.whatsapp;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;

/** In which order a telephone writes dates: its exports do not say, but all lines of a file are written alike. */
enum DateOrder {
  DAY_FIRST,
  MONTH_FIRST,
  YEAR_FIRST;

  private static final int CENTURY = 2000;

  /** The order in which every date is one, and time goes back least often; day first where there is no difference. */
  static DateOrder of(List<ExportHeader> headers) {
    var best = DAY_FIRST;
    long bestCost = Long.MAX_VALUE;
    for (var order : values()) {
      long cost = order.cost(headers);
      if (cost < bestCost) {
        best = order;
        bestCost = cost;
      }
    }
    return best;
  }

  LocalDateTime read(ExportHeader header) {
    return switch (this) {
      case DAY_FIRST -> at(header, header.third(), header.second(), header.first());
      case MONTH_FIRST -> at(header, header.third(), header.first(), header.second());
      case YEAR_FIRST -> at(header, header.first(), header.second(), header.third());
    };
  }

  private long cost(List<ExportHeader> headers) {
    long cost = 0;
    var last = LocalDateTime.MIN;
    for (var header : headers) {
      try {
        var at = read(header);
        cost += at.isBefore(last) ? 1 : 0;
        last = at;
      } catch (DateTimeException _) {
        cost += headers.size() + 1L;
      }
    }
    return cost;
  }

  private static LocalDateTime at(ExportHeader header, int year, int month, int day) {
    return LocalDateTime.of(year < 100 ? CENTURY + year : year, month, day, header.hour(), header.minute(), header.second60());
  }
}
