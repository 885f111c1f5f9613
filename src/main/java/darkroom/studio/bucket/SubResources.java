package darkroom.studio.bucket;

import java.util.Set;

/** The query names that belong to the resource, as the official SDK's version 1 signs them. */
final class SubResources {
  private static final Set<String> SUB_RESOURCES =
      Set.of(
          ("accessPoint accessPointPolicy acl append asyncFetch bucketArchiveDirectRead bucketInfo"
                  + " cname comp cors delete encryption endTime httpsConfig img inventory"
                  + " inventoryId lifecycle live location logging metaQuery objectMeta partNumber"
                  + " policy policyStatus position processConfiguration publicAccessBlock qos"
                  + " qosInfo redundancyTransition referer regionList replication"
                  + " replicationLocation replicationProgress requestPayment resourceGroup"
                  + " response-cache-control response-content-disposition"
                  + " response-content-encoding response-content-language response-content-type"
                  + " response-expires restore seal startTime stat status style styleName symlink"
                  + " tagging transferAcceleration udf udfApplication udfApplicationLog udfImage"
                  + " udfImageDesc udfName uploadId uploads versionId versioning versions vip"
                  + " vod vpcip website worm wormExtend wormId x-oss-async-process x-oss-delete"
                  + " x-oss-dir x-oss-process x-oss-redundancy-transition-taskid x-oss-rename"
                  + " x-oss-target-redundancy-type x-oss-write-get-object-response")
              .split(" "));

  /** Signed like a sub-resource, but what is asked for stays the same. */
  private static final Set<String> MODIFIERS =
      Set.of(
          ("callback callback-var continuation-token security-token sequential"
                  + " x-oss-ac-forward-allow x-oss-ac-source-ip x-oss-ac-subnet-mask"
                  + " x-oss-ac-vpc-id x-oss-request-payer x-oss-traffic-limit")
              .split(" "));

  private SubResources() {}

  /** Whether the name makes the request ask for something else than the plain resource. */
  static boolean isOne(String name) {
    return SUB_RESOURCES.contains(name);
  }

  static boolean isSigned(String name) {
    return SUB_RESOURCES.contains(name) || MODIFIERS.contains(name);
  }
}
