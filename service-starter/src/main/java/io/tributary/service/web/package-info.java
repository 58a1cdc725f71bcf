/** The HTTP side of a service: who calls, for which tenant, how lists are paged and how refusals look. */
@NullMarked
package io.tributary.service.web;

import org.jspecify.annotations.NullMarked;
