package io.tributary.service.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * An {@link Error} outside of a delivery (no memory for a batch, a class that is missing) ends a consumer's thread for good. The service says
 * that it is broken, so that whoever watches its liveness restarts it: nothing else brings the consumer back.
 */
final class RestartAfterError implements ApplicationListener<ConsumerStoppedEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(RestartAfterError.class);

  private final ApplicationContext context;

  RestartAfterError(ApplicationContext context) {
    this.context = context;
  }

  @Override
  public void onApplicationEvent(ConsumerStoppedEvent stopped) {
    if (stopped.getReason() == ConsumerStoppedEvent.Reason.ERROR) {
      LOG.error("The consumer of {} ended with an error, and its topic is not read any more: the service has to be restarted.",
          stopped.getContainer(MessageListenerContainer.class).getListenerId());
      AvailabilityChangeEvent.publish(context, stopped, LivenessState.BROKEN);
    }
  }
}
