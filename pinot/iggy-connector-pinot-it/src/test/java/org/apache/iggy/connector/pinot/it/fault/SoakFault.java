// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import java.time.Duration;
import java.util.Random;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.client.testkit.IggyServerProcess;

/** The faults of a soak. Each ends with everything working again. */
enum SoakFault {
  CUT_ONE {
    @Override
    void strike(Stage stage) {
      stage.proxy().cutOne(stage.random());
    }
  },
  CUT_ALL {
    @Override
    void strike(Stage stage) {
      stage.proxy().cutAll();
    }
  },
  CUT_IN_MID_FRAME {
    @Override
    void strike(Stage stage) {
      stage.proxy().cutAnswerAfter(stage.random().nextInt(1_000));
      stage.endure();
    }
  },
  CORRUPT_LENGTH {
    @Override
    void strike(Stage stage) {
      int change = stage.random().nextInt(-100, 1_000_000);
      stage.proxy().corruptAnswerLength(length -> length + change);
      stage.endure();
    }
  },
  HALF_CLOSE {
    @Override
    void strike(Stage stage) {
      stage.proxy().halfCloseAll();
    }
  },
  STALL {
    @Override
    void strike(Stage stage) {
      stage.proxy().stall();
      stage.endure();
      stage.proxy().resume();
    }
  },
  ACCEPT_AND_BE_SILENT {
    @Override
    void strike(Stage stage) {
      stage.proxy().stall();
      stage.proxy().cutAll();
      stage.endure();
      stage.proxy().resume();
    }
  },
  DELAY {
    @Override
    void strike(Stage stage) {
      stage.proxy().delayAnswers(1 + stage.random().nextInt(400));
      stage.endure();
      stage.proxy().resume();
    }
  },
  DRIP {
    @Override
    void strike(Stage stage) {
      stage.proxy().drip();
      stage.endure();
      stage.proxy().resume();
    }
  },
  REFUSE {
    @Override
    void strike(Stage stage) {
      stage.proxy().refuse();
      stage.proxy().cutAll();
      stage.endure();
      stage.proxy().listen();
    }
  },
  STOP_SERVER {
    @Override
    void strike(Stage stage) {
      stage.server().stop();
      stage.endure();
      stage.server().start();
    }
  },
  KILL_SERVER {
    @Override
    void strike(Stage stage) {
      stage.server().kill();
      stage.endure();
      stage.server().start();
    }
  },
  FREEZE_SERVER {
    @Override
    void strike(Stage stage) {
      stage.server().freeze();
      stage.endure();
      stage.server().thaw();
    }
  },
  COMMIT {
    @Override
    void strike(Stage stage) {
      stage.scene().table().commitSegment(FaultScene.DEADLINE);
    }
  },
  RESTART_PINOT {
    @Override
    void strike(Stage stage) {
      stage.scene().restartTable();
    }
  };

  /** What faults happen to, and how long this one lasts. */
  record Stage(
      IggyServerProcess server,
      FaultProxy proxy,
      FaultScene scene,
      Random random,
      Duration length) {
    void endure() {
      scene.endure(length);
    }
  }

  /** Begins, lasts and ends. */
  abstract void strike(Stage stage);
}
