/* A dispenser on Eclipse Paho's C client: publishes one event at each QoS, then waits for the command it is asked for. */
#define _GNU_SOURCE
#include <MQTTClient.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int PATIENCE_MS = 10000;

static void must(int code, const char *what) {
  if (code == MQTTCLIENT_SUCCESS) return;
  fprintf(stderr, "%s: %d\n", what, code);
  exit(1);
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
  const char *device_id = argv[2];
  MQTTClient client;
  MQTTClient_connectOptions options = MQTTClient_connectOptions_initializer;
  char topic[128];

  must(MQTTClient_create(&client, argv[1], device_id, MQTTCLIENT_PERSISTENCE_NONE, NULL), "create");
  options.MQTTVersion = MQTTVERSION_3_1_1;
  options.keepAliveInterval = 20;
  options.cleansession = 0;
  options.username = device_id;
  options.password = argv[3];
  must(MQTTClient_connect(client, &options), "connect");

  snprintf(topic, sizeof topic, "dosevagt/v1/%s/events", device_id);
  for (int qos = 0; qos <= 2; qos++) {
    MQTTClient_deliveryToken token;
    const char *event = argv[4 + qos];
    must(MQTTClient_publish(client, topic, (int)strlen(event), event, qos, 0, &token), "publish");
    must(MQTTClient_waitForCompletion(client, token, PATIENCE_MS), "acknowledgement");
    printf("%s published at QoS %d\n", device_id, qos);
  }

  snprintf(topic, sizeof topic, "dosevagt/v1/%s/commands", device_id);
  must(MQTTClient_subscribe(client, topic, 1), "subscribe");
  printf("listening\n");
  fflush(stdout);
  for (;;) {
    MQTTClient_message *message = NULL;
    char *name = NULL;
    int length = 0;
    must(MQTTClient_receive(client, &name, &length, &message, PATIENCE_MS), "receive");
    if (message == NULL) return 3;
    printf("%.*s\n", message->payloadlen, (char *)message->payload);
    fflush(stdout);
    int is_asked = memmem(message->payload, message->payloadlen, "dose.remind", 11) != NULL;
    MQTTClient_freeMessage(&message);
    MQTTClient_free(name);
    if (is_asked) break;
  }
  must(MQTTClient_disconnect(client, PATIENCE_MS), "disconnect");
  MQTTClient_destroy(&client);
  return 0;
}
