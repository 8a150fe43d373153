/** What stands in a bundle, for somebody who has never heard of this product. */
export const README = `GÓI BẰNG CHỨNG CỦA MỘT CỬA
===========================

Kiểm tra: cài Node 18 trở lên (https://nodejs.org), mở thư mục này và chạy

    node verify.mjs

Không cần mạng, không cần máy chủ nào. Dòng cuối nói gói có đúng như đã ghi hay không.

Chắc chắn hơn nếu có thêm hai thứ lấy từ nơi khác (công báo, đơn vị giữ hộ, bản in):
  --key <khóa>     khóa công khai mà cơ quan đã công bố
  --seal <tệp>     tệp niêm phong của cùng ngày mà đơn vị khác giữ

Trong gói:
  evidence.json    danh sách các tệp với mã băm SHA-256; signature.json là chữ ký Ed25519 của nó
  chains/          các sự kiện; mỗi sự kiện được băm nối sau sự kiện trước (JSON theo RFC 8785);
                   'by' là người làm, 'by.onBehalfOf' là làm thay ai, nếu có ủy quyền
  contents.json    nội dung biểu mẫu, với “muối”; mã băm của nó nằm trong sự kiện
  documents/, prints/, history/   giấy tờ, giấy đã in, lịch sử quy trình
  seal.json        niêm phong mới nhất: gốc cây Merkle (RFC 6962) của mọi chuỗi, có chữ ký
  proofs.json      đường dẫn từ mỗi chuỗi đến gốc cây đó

Nội dung có số giấy tờ tùy thân hoặc số điện thoại không nằm trong gói; gói chỉ có mã băm của nó.


EVIDENCE BUNDLE OF MỘT CỬA
==========================

To verify: install Node 18 or newer (https://nodejs.org), open this folder and run

    node verify.mjs

No network and no server is needed. The last line says whether the bundle is what was recorded.

It proves more with two things that come from elsewhere (a gazette, whoever keeps seals, a print):
  --key <key>      the public key that the authority has published
  --seal <file>    the seal of the same day that somebody else keeps

In the bundle:
  evidence.json    the files with their SHA-256; signature.json is its Ed25519 signature
  chains/          the events, each hashed after the one before it (JSON by RFC 8785); 'by' is who acted,
                   'by.onBehalfOf' for whom, where a delegation gave the right
  contents.json    what was written in forms, with its salt; its hash stands in the event
  documents/, prints/, history/   papers, printed documents, workflow histories
  seal.json        the newest seal: the signed root of the Merkle tree (RFC 6962) over all chains
  proofs.json      the path from each chain to that root

Forms that hold identity numbers or telephone numbers are not in the bundle; only their hashes are.
`;
