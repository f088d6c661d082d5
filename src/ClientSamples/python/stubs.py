"""Makes the stubs from the protos into a temporary folder, so that none is kept beside them and goes stale."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
INCLUDES = [ROOT / "protos", ROOT / "third_party" / "googleapis", ROOT / "third_party" / "protovalidate"]


def generate():
    """Generates the stubs and puts their folder on the path. The folder lives as long as the returned object."""
    plugin = shutil.which("grpc_python_plugin")
    if not shutil.which("protoc") or not plugin:
        sys.exit("protoc and grpc_python_plugin are needed: apt-get install protobuf-compiler libprotobuf-dev protobuf-compiler-grpc")
    folder = tempfile.TemporaryDirectory(prefix="myopenip-stubs-")
    protos = sorted(str(p.relative_to(i)) for i in INCLUDES for p in i.rglob("*.proto"))
    command = ["protoc", *(f"-I{i}" for i in INCLUDES), f"--python_out={folder.name}", f"--grpc_python_out={folder.name}"]
    subprocess.run([*command, f"--plugin=protoc-gen-grpc_python={plugin}", *protos], check=True)
    # Debian's protobuf brings google.protobuf; the stubs of google.api, google.rpc and google.type stand in another folder.
    import google

    google.__path__.append(f"{folder.name}/google")
    sys.path.insert(0, folder.name)
    return folder
