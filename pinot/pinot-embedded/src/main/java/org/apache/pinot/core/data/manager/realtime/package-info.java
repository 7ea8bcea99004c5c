// SPDX-License-Identifier: Apache-2.0
/**
 * The two types of the embedded Pinot that must live in Pinot's own package.
 *
 * <p>A consuming segment asks its controller whether it may commit, and reports that it has,
 * through methods of {@link org.apache.pinot.core.data.manager.realtime.RealtimeSegmentDataManager}
 * of which one ({@code commit}) is package-private. {@link
 * org.apache.pinot.core.data.manager.realtime.LocallyCompletedSegmentDataManager} redirects them to
 * a {@link org.apache.pinot.core.data.manager.realtime.SegmentCompletion} and changes nothing else.
 */
package org.apache.pinot.core.data.manager.realtime;
