"""The network: the encoder of multilingual-e5-small with one linear layer for each head, in PyTorch.

It reads word embeddings (they stay as they are in 4 bits, outside the network) and gives, for each word, the logits of
all heads side by side: [windows, words, labels of names + titles + ANERcorp + clitics].
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.reader.scheme import HEADS
from extract.training.encoder_file import EncoderFile


def _dropout(states: Tensor, share: float, training: bool) -> Tensor:
    """Dropout with one mask for all windows of a batch: drawing one for each took a fifth of the time on a CPU."""
    if not training or not share:
        return states
    return states * ((torch.rand(1, *states.shape[1:]) >= share).float() / (1.0 - share))


class Layer(nn.Module):  # type: ignore[misc]
    """One post-norm transformer layer."""

    def __init__(self, hidden: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.q, self.k, self.v = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.ao, self.aln = nn.Linear(hidden, hidden), nn.LayerNorm(hidden, eps=1e-12)
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.oln = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States [windows, pieces, hidden]; ``mask`` [windows, 1, 1, pieces] is added to the attention's logits."""
        windows, pieces, hidden = states.shape
        split = (windows, pieces, self.heads, hidden // self.heads)
        q, k, v = (layer(states).view(split).transpose(1, 2) for layer in (self.q, self.k, self.v))
        weights = torch.softmax(q @ k.transpose(-1, -2) / (hidden // self.heads) ** 0.5 + mask, dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(windows, pieces, hidden)
        states = self.aln(states + _dropout(self.ao(mixed), self.dropout, self.training))
        inner = self.fo(functional.gelu(self.fi(states)))
        out: Tensor = self.oln(states + _dropout(inner, self.dropout, self.training))
        return out


class Network(nn.Module):  # type: ignore[misc]
    """Encoder and heads. A word is the state of its first piece beside that of its last one."""

    def __init__(self, encoder: EncoderFile, layers: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        hidden = encoder.hidden
        self.positions = nn.Parameter(
            torch.from_numpy(encoder.tensors["emb.pos"] + encoder.tensors["emb.type"].reshape(-1, hidden)[0])
        )
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(hidden, encoder.heads, len(encoder.tensors["l0.fi.b"]), dropout) for _ in range(layers)
        )
        self.heads = nn.Linear(2 * hidden, sum(size for _, size in HEADS))
        self._load(encoder)

    def _load(self, encoder: EncoderFile) -> None:
        tensors = {name: torch.from_numpy(tensor) for name, tensor in encoder.tensors.items() if name != "emb.word"}
        with torch.no_grad():
            self.norm.weight.copy_(tensors["emb.ln.w"])
            self.norm.bias.copy_(tensors["emb.ln.b"])
            for index, layer in enumerate(self.layers):
                for name in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln"):
                    part = getattr(layer, name)
                    part.weight.copy_(tensors[f"l{index}.{name}.w"].view_as(part.weight))
                    part.bias.copy_(tensors[f"l{index}.{name}.b"])

    def forward(self, embeddings: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Embeddings [windows, pieces, hidden], mask [windows, pieces] (1 real), first and last [windows, words]."""
        states = self.norm(embeddings + self.positions[: embeddings.shape[1]])
        states = _dropout(states, self.dropout, self.training)
        added = ((1.0 - mask) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, added)
        hidden = states.shape[2]
        begin = torch.gather(states, 1, first[:, :, None].expand(-1, -1, hidden))
        end = torch.gather(states, 1, last[:, :, None].expand(-1, -1, hidden))
        words = functional.dropout(torch.cat([begin, end], dim=2), self.dropout, self.training)
        logits: Tensor = self.heads(words)
        return logits
