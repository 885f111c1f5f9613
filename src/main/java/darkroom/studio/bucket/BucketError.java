package darkroom.studio.bucket;

/** Why the bucket refuses a request: the code, status and message of the object service. */
public enum BucketError {
  ACCESS_DENIED(403, "AccessDenied", "Expected a signed request but was an anonymous one."),
  BUCKET_NOT_EMPTY(409, "BucketNotEmpty", "Expected an empty bucket but it holds objects."),
  ENTITY_TOO_LARGE(400, "EntityTooLarge", "The upload is larger than an object may be."),
  ENTITY_TOO_SMALL(400, "EntityTooSmall", "A part other than the last is smaller than 100 KB."),
  FILE_ALREADY_EXISTS(409, "FileAlreadyExists", "The object exists and may not be overwritten."),
  INCOMPLETE_BODY(400, "IncompleteBody", "The body ended before its announced end."),
  INTERNAL_ERROR(500, "InternalError", "The bucket's folder could not be read or written."),
  INVALID_ACCESS_KEY_ID(403, "InvalidAccessKeyId", "The access key id is not known here."),
  INVALID_ARGUMENT(400, "InvalidArgument", "An argument of the request is not valid."),
  INVALID_BUCKET_NAME(400, "InvalidBucketName", "The name is not one that a bucket may have."),
  INVALID_DIGEST(400, "InvalidDigest", "The Content-MD5 is not that of the body."),
  INVALID_OBJECT_NAME(400, "InvalidObjectName", "The key is not one that an object may have."),
  INVALID_PART(400, "InvalidPart", "A part was not uploaded, or its ETag is another."),
  INVALID_PART_ORDER(400, "InvalidPartOrder", "The parts are not in ascending order."),
  INVALID_RANGE(416, "InvalidRange", "The range does not lie within the object."),
  INVALID_SECURITY_TOKEN(403, "InvalidSecurityToken", "The security token is not this key's."),
  MALFORMED_XML(400, "MalformedXML", "The body is not the XML that this request takes."),
  METHOD_NOT_ALLOWED(405, "MethodNotAllowed", "The method is not allowed on this resource."),
  NO_SUCH_BUCKET(404, "NoSuchBucket", "The bucket does not exist."),
  NO_SUCH_KEY(404, "NoSuchKey", "The object does not exist."),
  NO_SUCH_LIFECYCLE(404, "NoSuchLifecycle", "The bucket has no lifecycle rule."),
  NO_SUCH_UPLOAD(404, "NoSuchUpload", "The multipart upload does not exist."),
  NOT_IMPLEMENTED(501, "NotImplemented", "This bucket does not have that function."),
  NOT_MODIFIED(304, "NotModified", "The object has not changed."),
  OBJECT_NOT_APPENDABLE(409, "ObjectNotAppendable", "The object was not made by appending."),
  POSITION_NOT_EQUAL_TO_LENGTH(
      409, "PositionNotEqualToLength", "The position is not the object's present length."),
  PRECONDITION_FAILED(412, "PreconditionFailed", "A condition of the request does not hold."),
  REQUEST_TIME_TOO_SKEWED(
      403, "RequestTimeTooSkewed", "The request's time is more than 15 minutes off."),
  SIGNATURE_DOES_NOT_MATCH(
      403, "SignatureDoesNotMatch", "The signature is not the one calculated for this request.");

  private final int status;
  private final String code;
  private final String message;

  BucketError(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String message() {
    return message;
  }
}
