-- What a person wrote may be erased where nothing else of the row may change.
grant update (remark) on holdfast.walk_down_reading to holdfast_app;
grant update (reason) on holdfast.approval_vote to holdfast_app;
grant update (reason) on holdfast.asset_handling to holdfast_app;
