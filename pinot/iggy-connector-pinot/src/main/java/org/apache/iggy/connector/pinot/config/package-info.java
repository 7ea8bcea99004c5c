// SPDX-License-Identifier: Apache-2.0
/**
 * The stream configuration of a Pinot table on Iggy: its keys, their rules, and what is wrong with
 * it.
 */
package org.apache.iggy.connector.pinot.config;
