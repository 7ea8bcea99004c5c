// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import java.lang.management.ManagementFactory;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.StandardMBean;
import org.apache.iggy.connector.pinot.log.RepetitionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition's bean in the platform's server, or nothing when that would not have it: a bean is
 * not worth a partition.
 *
 * <p>The name may be taken, by the same plugin in another class loader: then the bean gets a number
 * for a {@code copy}.
 */
final class BeanRegistration {
  private static final Logger LOGGER = LoggerFactory.getLogger(BeanRegistration.class);
  private static final int MAX_COPIES = 9;
  private static final RepetitionLimit FAILURES = new RepetitionLimit(600_000);

  private final ObjectName name;

  private BeanRegistration(ObjectName name) {
    this.name = name;
  }

  /**
   * Registers a bean.
   *
   * @param beforeRead runs before attributes are read
   */
  static BeanRegistration of(PartitionName partition, PartitionMXBean bean, Runnable beforeRead) {
    try {
      StandardMBean standard = new ObservedBean(bean, beforeRead);
      for (int copy = 1; copy <= MAX_COPIES; copy++) {
        ObjectName name = partition.objectName(copy);
        if (tryRegister(standard, name)) {
          return new BeanRegistration(name);
        }
      }
      report(partition, "its name is taken " + MAX_COPIES + " times");
    } catch (JMException | RuntimeException e) {
      report(partition, e.toString());
    }
    return new BeanRegistration(null);
  }

  private static boolean tryRegister(StandardMBean bean, ObjectName name) throws JMException {
    try {
      server().registerMBean(bean, name);
      return true;
    } catch (InstanceAlreadyExistsException e) {
      return false;
    }
  }

  void remove() {
    if (name == null) {
      return;
    }
    try {
      server().unregisterMBean(name);
    } catch (JMException | RuntimeException e) {
      LOGGER.debug("The bean {} could not be removed", name, e);
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  private static void report(PartitionName partition, String reason) {
    int heldBack = FAILURES.take();
    if (heldBack != RepetitionLimit.HELD_BACK) {
      LOGGER.warn(
          "{}: no JMX bean: {}. Consuming goes on without it{}",
          partition,
          reason,
          RepetitionLimit.suffix(heldBack));
    }
  }

  /** Tells that it is read. */
  private static final class ObservedBean extends StandardMBean {
    private final Runnable beforeRead;

    ObservedBean(PartitionMXBean bean, Runnable beforeRead) {
      super(bean, PartitionMXBean.class, true);
      this.beforeRead = beforeRead;
    }

    @Override
    public Object getAttribute(String attribute)
        throws AttributeNotFoundException, MBeanException, ReflectionException {
      beforeRead.run();
      return super.getAttribute(attribute);
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
      beforeRead.run();
      return super.getAttributes(attributes);
    }
  }
}
