// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

/** What every source has to do, as a list of {@linkplain Delivery deliveries}. */
public abstract class SourceContract extends SourceAloneContract {}
