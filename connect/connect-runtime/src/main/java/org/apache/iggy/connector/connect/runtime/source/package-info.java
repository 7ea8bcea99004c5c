// SPDX-License-Identifier: Apache-2.0
/**
 * Tasks of sources: what they poll goes through transforms to its topics, and only what Iggy has
 * acknowledged becomes their state.
 */
package org.apache.iggy.connector.connect.runtime.source;
