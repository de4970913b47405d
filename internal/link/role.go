package link

// dropCommonRoles takes a demand for a role back when every caller of a program must meet it: that sets nobody apart, as
// when accounts must be active.
func dropCommonRoles(routes []*Route) {
	guarded, demands := map[string]int{}, map[[2]string]int{}
	for _, r := range routes {
		if r.Auth.State == AuthRequired {
			guarded[r.Main]++
			demands[[2]string{r.Main, r.Auth.Role}]++
		}
	}
	for _, r := range routes {
		if n := guarded[r.Main]; n > 1 && r.Auth.Role != "" && demands[[2]string{r.Main, r.Auth.Role}] == n {
			r.Auth.Role = ""
		}
	}
}
