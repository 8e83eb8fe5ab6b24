# The validators' sources, relative to scanner/detect.
set(VALIDATOR_SOURCES
  validators.cpp
  validators/armor.cpp
  validators/base64.cpp
  validators/bech32.cpp
  validators/chat.cpp
  validators/checksum.cpp
  validators/cloud.cpp
  validators/encoding.cpp
  validators/format.cpp
  validators/json_object.cpp
  validators/jwt.cpp
  validators/key_files.cpp
  validators/pem.cpp
  validators/pgp.cpp
  validators/shape.cpp
  validators/vendor.cpp)
