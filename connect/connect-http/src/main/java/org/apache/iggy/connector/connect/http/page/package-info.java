// SPDX-License-Identifier: Apache-2.0
/** What the pages of Iggy Connect have in common: how they look, and whom they answer. */
package org.apache.iggy.connector.connect.http.page;
