/** Access tokens that run out, got anew with a refresh token. */
@NullMarked
package io.tributary.connectors.oauth;

import org.jspecify.annotations.NullMarked;
