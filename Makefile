lock:
	@scripts/lock.sh

.PHONY: lock
