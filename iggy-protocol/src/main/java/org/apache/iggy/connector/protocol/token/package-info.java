// SPDX-License-Identifier: Apache-2.0
/** Commands and responses about personal access tokens. */
package org.apache.iggy.connector.protocol.token;
