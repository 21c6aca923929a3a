"""What the pages are written with: functions and filters that their templates call, each giving escaped markup."""
