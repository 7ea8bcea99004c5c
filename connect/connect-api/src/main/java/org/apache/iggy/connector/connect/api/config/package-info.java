// SPDX-License-Identifier: Apache-2.0
/** What configuration a connector or a transform takes, and how it is read. */
package org.apache.iggy.connector.connect.api.config;
