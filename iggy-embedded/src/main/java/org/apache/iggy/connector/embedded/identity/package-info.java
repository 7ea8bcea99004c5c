// SPDX-License-Identifier: Apache-2.0
/** Users, their passwords, tokens and permissions. */
package org.apache.iggy.connector.embedded.identity;
