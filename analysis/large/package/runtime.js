export { env, pipeline } from "@huggingface/transformers";
export { default as glue } from "onnxruntime-web/ort-wasm-simd-threaded.mjs" with { type: "text" };
export { default as wasm } from "onnxruntime-web/ort-wasm-simd-threaded.wasm" with { type: "bytes" };
