"""What several tests lean on: vaults, values, packets, drawings, watchers of noise."""
